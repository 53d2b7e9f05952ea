package io.connectmigrator.report;

/**
 * HTML while it is being written. Text and the values of attributes are escaped here, and nowhere else; names of elements and
 * of attributes are our own.
 */
final class Html {

    private final StringBuilder written = new StringBuilder();

    /** Begins an element; attributes are names, each with its value behind it. */
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

    /** Ends an element and the line, so that the page can be read as text too. */
    Html closeLine(String element) {
        close(element);
        written.append('\n');
        return this;
    }

    Html text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    /** Writes a whole element that holds nothing but text. */
    Html element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Writes text of others, whose direction has no effect on what stands around it. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    /** Writes what is HTML already. */
    Html markup(String ours) {
        written.append(ours);
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

    /** HTML has no place for most control characters, nor UTF-8 for half of a character. */
    private static boolean isShown(int character) {
        boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
        return !control && Character.getType(character) != Character.SURROGATE;
    }
}
