package io.connectmigrator.report;

/**
 * Writes HTML. Escapes text and the values of attributes; names of elements and attributes must be constants.
 */
final class Html {

    private final StringBuilder written = new StringBuilder();

    /** Begins an element; attributes are pairs of a name and a value. */
    Html open(String element, Object... attributes) {
        written.append('<').append(element);
        for (int name = 0; name < attributes.length; name += 2) {
            written.append(' ').append(attributes[name]).append("=\"");
            quoted(attributes[name + 1].toString());
            written.append('"');
        }
        written.append('>');
        return this;
    }

    Html close(String element) {
        written.append("</").append(element).append('>');
        return this;
    }

    /** Ends an element and the line. */
    Html closeLine(String element) {
        close(element);
        written.append('\n');
        return this;
    }

    Html text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    /** Writes an element with text only. */
    Html element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Writes a text from outside, whose direction does not affect the texts around it. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    /** Writes HTML without escaping it. */
    Html markup(String html) {
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
