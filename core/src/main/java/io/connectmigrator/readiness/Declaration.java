package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A statement in a plan about an item. It lifts an item that neither cluster shows from 0 to 1, never to 2, and never lifts one that is
 * contradicted. Immutable.
 *
 * <pre>{@code
 * Declaration.of("the routes to the database are open").by("K. Ito, network").on(LocalDate.of(2026, 11, 3)).link("https://wiki/routes")
 * }</pre>
 *
 * @param text what is said; it is in reports, so that it must hold no secret
 * @param by its author, a name or a team; null if there is none
 * @param on on which day; null if that is not told
 * @param link where there is more about it; null if that is not told
 */
public record Declaration(
        String text,
        @Nullable String by,
        @Nullable LocalDate on,
        @Nullable String link) {

    /**
     * Checks that there is a text.
     *
     * @param text what is said
     * @param by its author, a name or a team; null if there is none
     * @param on on which day; null if that is not told
     * @param link where there is more about it; null if that is not told
     * @throws IllegalArgumentException if the text is blank
     */
    public Declaration {
        if (requireNonNull(text, "text").isBlank()) {
            throw new IllegalArgumentException("text must say something, was blank");
        }
    }

    /**
     * {@return a declaration of which only the text is told}
     *
     * @param text what is said
     * @throws IllegalArgumentException if it is blank
     */
    public static Declaration of(String text) {
        return new Declaration(text, null, null, null);
    }

    /**
     * {@return the same with an author}
     *
     * @param name the author, a name or a team
     */
    public Declaration by(String name) {
        return new Declaration(text, requireNonNull(name, "name"), on, link);
    }

    /**
     * {@return the same, said on a day}
     *
     * @param day on which day
     */
    public Declaration on(LocalDate day) {
        return new Declaration(text, by, requireNonNull(day, "day"), link);
    }

    /**
     * {@return the same with a link}
     *
     * @param url where there is more about it
     */
    public Declaration link(String url) {
        return new Declaration(text, by, on, requireNonNull(url, "url"));
    }

    /** {@return the text, its author and its link} */
    @Override
    public String toString() {
        return text + (by == null ? "" : " (" + by + ")") + (link == null ? "" : ", see " + link);
    }
}
