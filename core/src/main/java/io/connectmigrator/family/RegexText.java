package io.connectmigrator.family;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Regular expressions as texts of a config. */
final class RegexText {

    private static final Pattern PLAIN = Pattern.compile("[\\w.\\- ]+");
    private static final Pattern QUOTED = Pattern.compile("\\\\Q((?:(?!\\\\E).)*)\\\\E");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]+\\)");
    private static final Pattern REFERENCE = Pattern.compile("\\\\(?:[1-9]|k<)|\\(\\?<[a-zA-Z]");

    private static final String ANY_QUALIFIER = "(?:.*\\.)?";

    private RegexText() {}

    /** {@return the regular expression for a name and for all that end with a dot and it} {@link #literal} is the name. */
    static String qualified(String name) {
        return ANY_QUALIFIER + Pattern.quote(name);
    }

    /**
     * {@return the name that a regular expression stands for; empty if it may stand for several} A dot is taken for a dot, since that is what
     * is meant by it in a list of names.
     */
    static Optional<String> literal(String regex) {
        if (regex.startsWith(ANY_QUALIFIER)) {
            return literal(regex.substring(ANY_QUALIFIER.length()));
        }
        if (QUOTED.matcher(regex).matches()) {
            return Optional.of(regex.substring(2, regex.length() - 2));
        }
        String plain = regex.replace("\\.", ".").replace("\\-", "-");
        return PLAIN.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /** {@return whether it matches a name} Most are names themselves, which need not be compiled. */
    static boolean matches(String regex, String name) {
        return isName(regex) ? regex.equals(name) : name.matches(regex);
    }

    /** {@return whether a regular expression has no special character} */
    static boolean isName(String regex) {
        return regex.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    /** {@return whether a flag in it, such as of case, would count for others that are joined behind it} */
    static boolean hasFlags(String regex) {
        return FLAGS.matcher(regex).find();
    }

    /** {@return the regular expression for a name} */
    static String quote(String name) {
        return PLAIN.matcher(name).matches() ? name.replace(".", "\\.") : Pattern.quote(name);
    }

    /**
     * {@return a regular expression that matches what one of these matches; empty if one of them would mean something else beside others, or
     * is not valid}
     */
    static Optional<String> anyOf(Collection<String> regexes) {
        Set<String> different = new LinkedHashSet<>(regexes);
        if (different.size() == 1) {
            return Optional.of(different.iterator().next());
        }
        if (different.stream().anyMatch(regex -> REFERENCE.matcher(regex).find())) {
            return Optional.empty();
        }
        String united = different.stream().map(regex -> "(?:" + regex + ")").collect(Collectors.joining("|"));
        return isValid(united) && different.stream().allMatch(RegexText::isValid)
                ? Optional.of(united)
                : Optional.empty();
    }

    /** {@return a regular expression that matches these names} */
    static String ofNames(List<String> names) {
        return names.stream().map(RegexText::quote).collect(Collectors.joining("|"));
    }

    private static boolean isValid(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
