package io.connectmigrator.internal;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides secrets in a text that other code has written, such as the message of an exception from a driver or a callback. */
final class ForeignText {

    private static final int LONGEST = 4_000;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.:-]*://[^\\s\"'<>]*|jdbc:[^\\s\"'<>]+");

    /** The part of a URL before user, password and host. */
    private static final Pattern SCHEME =
            Pattern.compile("jdbc:[A-Za-z0-9-]+:(?:(?:thin|oci8?|kprb):)?(?://)?|[A-Za-z][A-Za-z0-9+.:-]*://");

    private static final String SECRET_WORD = "(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|authorization"
            + "|(?:api|access|private|account|shared|encryption|signing|master|session)[._ -]?key)";
    private static final String SECRET_KEY = SECRET_WORD + "[\\w.-]{0,80}+";
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?";

    private record Rule(Pattern pattern, String replacement) {

        static Rule hide(String kept, String hidden) {
            return new Rule(
                    Pattern.compile("(" + kept + ")(?:" + hidden + ")", Pattern.CASE_INSENSITIVE),
                    "$1" + Matcher.quoteReplacement(Redaction.HIDDEN));
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.hide("", "-----BEGIN [A-Z ]++-----[\\s\\S]*?(?:-----END [A-Z ]++-----|$)"),
            Rule.hide("", "\\beyJ[\\w-]{5,}+\\.[\\w-]++(?:\\.[\\w-]*+)?"),
            Rule.hide("", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Rule.hide(
                    "\\b(?:Bearer|Basic|Negotiate|Digest) +",
                    "(?!(?:tokens?|auth\\w*|header|scheme|credentials?)\\b)[\\w+/=.~-]{3,}+"),
            Rule.hide("", "[^\\s:/@\"'=]{1,200}+:(?!//)[^\\s@\"'<]{1,200}+(?=@[\\w.-])"),
            Rule.hide("sasl\\.jaas\\.config[\"']?\\s{0,3}+[=:]\\s{0,3}+", QUOTED + "|[^;\\n]++"),
            Rule.hide(SECRET_KEY + "[\"']?\\s{0,3}+[=:]\\s{0,3}+", QUOTED + "|[^\\s,;&)}\\]\"']++"),
            Rule.hide(SECRET_KEY + "(?: +(?:is|was|of|for))? +", "\"[^\"]++\"?|'[^']++'?"));

    private ForeignText() {}

    static String redacted(String text) {
        String redacted = text.length() > LONGEST ? text.substring(0, LONGEST) + "\u2026" : text;
        redacted = URL.matcher(redacted).replaceAll(ForeignText::url);
        for (Rule rule : RULES) {
            redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
        }
        return redacted;
    }

    /** {@return the URL with its scheme, host and path} */
    private static String url(MatchResult match) {
        String url = match.group();
        Matcher scheme = SCHEME.matcher(url);
        int start = scheme.lookingAt() ? scheme.end() : 0;
        int at = url.lastIndexOf('@');
        String rest = at < start ? url.substring(start) : Redaction.HIDDEN + url.substring(at);
        return Matcher.quoteReplacement(url.substring(0, start) + withoutParameters(rest));
    }

    private static String withoutParameters(String rest) {
        for (int i = rest.startsWith(Redaction.HIDDEN) ? Redaction.HIDDEN.length() : 0; i < rest.length() - 1; i++) {
            if ("?#;".indexOf(rest.charAt(i)) >= 0) {
                return rest.substring(0, i + 1) + Redaction.HIDDEN;
            }
        }
        return rest;
    }
}
