package io.connectmigrator.internal;

import org.jspecify.annotations.Nullable;

/**
 * Writes HTML. Escapes text and the values of attributes; names of elements and attributes must be constants.
 */
public final class Html {

    private final StringBuilder written = new StringBuilder();

    /** Begins a page up to its body. Its policy forbids to load anything, and to execute anything but the script. */
    public Html begin(String title, Inlined style, @Nullable Inlined script) {
        String policy = "default-src 'none'; img-src data:; style-src " + style.source()
                + (script == null ? "" : "; script-src " + script.source()) + "; base-uri 'none'; form-action 'none'";
        markup("<!DOCTYPE html>\n").open("html", "lang", "en").markup("\n");
        open("head").open("meta", "charset", "utf-8").markup("\n");
        open("meta", "http-equiv", "Content-Security-Policy", "content", policy).markup("\n");
        open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .markup("\n");
        open("meta", "name", "color-scheme", "content", "light dark").markup("\n");
        open("link", "rel", "icon", "href", "data:,").markup("\n");
        element("title", title).markup("\n");
        open("style").markup(style.text()).closeLine("style").closeLine("head");
        return open("body").markup("\n");
    }

    /** Begins an element; attributes are pairs of a name and a value. */
    public Html open(String element, Object... attributes) {
        written.append('<').append(element);
        for (int name = 0; name < attributes.length; name += 2) {
            written.append(' ').append(attributes[name]).append("=\"");
            quoted(attributes[name + 1].toString());
            written.append('"');
        }
        written.append('>');
        return this;
    }

    public Html close(String element) {
        written.append("</").append(element).append('>');
        return this;
    }

    /** Ends an element and the line. */
    public Html closeLine(String element) {
        close(element);
        written.append('\n');
        return this;
    }

    public Html text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    /** Writes an element with text only. */
    public Html element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Writes a text from outside, whose direction does not affect the texts around it. */
    public Html foreign(String text) {
        return element("bdi", text);
    }

    /** Writes HTML without escaping it. */
    public Html markup(String html) {
        written.append(html);
        return this;
    }

    @Override
    public String toString() {
        return written.toString();
    }

    private void quoted(String value) {
        value.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> written.append("&quot;");
                case '\'' -> written.append("&#39;");
                default -> escape(character);
            }
        });
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> written.append("&amp;");
            case '<' -> written.append("&lt;");
            case '>' -> written.append("&gt;");
            default -> written.appendCodePoint(isShown(character) ? character : '\uFFFD');
        }
    }

    /** HTML allows only some control characters, UTF-8 no unpaired surrogates. */
    private static boolean isShown(int character) {
        boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
        return !control && Character.getType(character) != Character.SURROGATE;
    }
}
