package io.connectmigrator.report;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The connection to a browser by which its developer tools speak to it. */
final class DevTools implements AutoCloseable, WebSocket.Listener {

    private static final int SECONDS = 30;

    private final Map<Long, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;

    private DevTools() {}

    static DevTools connect(URI address) {
        DevTools devTools = new DevTools();
        devTools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, devTools)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return devTools;
    }

    Tab tab() {
        String target =
                ask(null, "Target.createTarget", Map.of("url", "about:blank")).string("targetId");
        String session = ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .string("sessionId");
        Tab tab = new Tab(target, session);
        tabs.put(session, tab);
        List.of("Page", "Runtime", "Network", "Log").forEach(domain -> tab.ask(domain + ".enable", Map.of()));
        tab.ask("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        return tab;
    }

    private JsonObject ask(@Nullable String session, String method, Map<String, ?> parameters) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        Map<String, Object> request = new LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            request.put("sessionId", session);
        }
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        open.sendText(Json.write(request), true).join();
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            JsonObject whole = Json.parseObject(message.toString());
            message.setLength(0);
            receive(whole);
        }
        webSocket.request(1);
        return null;
    }

    private void receive(JsonObject whole) {
        CompletableFuture<JsonObject> answer = whole.has("id") ? asked.remove(whole.integer("id")) : null;
        if (answer != null && whole.has("error")) {
            answer.completeExceptionally(
                    new IllegalStateException(Json.write(whole.fields().get("error"))));
        } else if (answer != null) {
            answer.complete(whole.object("result"));
        } else if (whole.has("sessionId")) {
            Tab tab = tabs.get(whole.string("sessionId"));
            if (tab != null) {
                tab.receive(new Event(whole.string("method"), whole.object("params")));
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    /** Something that happened in a tab. */
    record Event(String method, JsonObject parameters) {}

    /** One page, and everything that has happened to it. */
    final class Tab implements AutoCloseable {

        private final String target;
        private final String session;
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<@Nullable Void> loaded = new CompletableFuture<>();

        private Tab(String target, String session) {
            this.target = target;
            this.session = session;
        }

        JsonObject ask(String method, Map<String, ?> parameters) {
            return DevTools.this.ask(session, method, parameters);
        }

        /** Opens a page and waits until it has loaded. */
        void open(URI page) {
            // The empty page that a tab begins with loads too.
            events.clear();
            loaded = new CompletableFuture<>();
            ask("Page.navigate", Map.of("url", page.toString()));
            loaded.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        }

        /** {@return the value of an expression in the page} */
        @Nullable
        Object evaluate(String expression) {
            JsonObject answer = ask(
                    "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
            if (answer.has("exceptionDetails")) {
                throw new IllegalStateException(
                        expression + ": " + Json.write(answer.fields().get("exceptionDetails")));
            }
            return answer.object("result").fields().get("value");
        }

        List<JsonObject> happened(String method) {
            return events.stream()
                    .filter(event -> event.method().equals(method))
                    .map(Event::parameters)
                    .toList();
        }

        private void receive(Event event) {
            events.add(event);
            boolean arrived = happened("Page.frameNavigated").stream()
                    .anyMatch(page -> !page.object("frame").string("url").equals("about:blank"));
            if (event.method().equals("Page.loadEventFired") && arrived) {
                loaded.complete(null);
            }
        }

        @Override
        public void close() {
            DevTools.this.ask(null, "Target.closeTarget", Map.of("targetId", target));
            tabs.remove(session);
        }
    }
}
