package io.connectmigrator.report;

import java.util.List;
import java.util.Map;

/** What tests ask a page in a browser. */
final class Pages {

    /** The rows, or other elements, that take up room on the page. */
    private static final String SHOWN =
            "Array.from(document.querySelectorAll('%')).filter(e => e.checkVisibility()).length";

    /** The worst contrast between a text and what is behind it, as WCAG computes it. */
    static final String WORST_CONTRAST = """
            (() => {
              const channels = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = colour => channels(colour).slice(0, 3).map(c => c / 255)
                  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                const colour = getComputedStyle(e).backgroundColor;
                return channels(colour)[3] === 0 ? behind(e.parentElement) : colour;
              };
              return Math.min(...Array.from(document.querySelectorAll('h1, h2, p, dt, dd, th, td, caption, a, .tag, label, output, small, li'))
                  .map(e => [light(getComputedStyle(e).color), light(behind(e))])
                  .map(([one, other]) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)));
            })()""";

    static void resize(DevTools.Tab tab, int width) {
        tab.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    static void emulate(DevTools.Tab tab, String media, String scheme) {
        tab.ask(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    static long shown(DevTools.Tab tab, String selector) {
        return number(tab, SHOWN.replace("%", selector));
    }

    static long number(DevTools.Tab tab, String expression) {
        return ((Number) value(tab, expression)).longValue();
    }

    static double decimal(DevTools.Tab tab, String expression) {
        return Double.parseDouble(value(tab, expression).toString());
    }

    private static Object value(DevTools.Tab tab, String expression) {
        Object value = tab.evaluate(expression);
        if (value == null) {
            throw new IllegalStateException(expression + " is nothing");
        }
        return value;
    }

    private Pages() {}
}
