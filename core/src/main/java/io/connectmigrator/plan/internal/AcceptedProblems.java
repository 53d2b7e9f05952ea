package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The problems that are not in the way, since a plan decides so: kinds that it accepts, and what rules about duplicates find that it allows.
 * Immutable.
 *
 * @param codes the kinds that are accepted
 * @param rules the names of the rules that are allowed, each with the reason, in the order in which they were given
 */
public record AcceptedProblems(Set<ProblemCode> codes, Map<String, String> rules) {

    public static final AcceptedProblems NONE = new AcceptedProblems(Set.of(), Map.of());

    public AcceptedProblems {
        codes = Set.copyOf(codes);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /**
     * {@return these and more kinds}
     *
     * @throws IllegalArgumentException if one of them is no decision about data, and cannot be accepted
     */
    public AcceptedProblems with(Collection<ProblemCode> more) {
        more.forEach(AcceptedProblems::requireAcceptable);
        Set<ProblemCode> all = new HashSet<>(codes);
        all.addAll(more);
        return new AcceptedProblems(all, rules);
    }

    private static void requireAcceptable(ProblemCode code) {
        if (!code.isAcceptable()) {
            throw new IllegalArgumentException(code + " cannot be accepted; do what the problem's remedy says");
        }
    }

    /**
     * {@return these and what a rule finds} The last reason for a rule counts.
     *
     * @throws IllegalArgumentException if the reason is blank
     */
    public AcceptedProblems with(String ruleId, String why) {
        requireNonNull(ruleId, "ruleId");
        if (requireNonNull(why, "why").isBlank()) {
            throw new IllegalArgumentException("why must say why the rule is allowed, was blank");
        }
        return with(Map.of(ruleId, why));
    }

    /** {@return these and others, whose reasons count for rules that both have} */
    AcceptedProblems with(AcceptedProblems others) {
        return with(others.codes).with(others.rules);
    }

    private AcceptedProblems with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(rules);
        all.putAll(more);
        return new AcceptedProblems(codes, all);
    }

    public boolean includes(ProblemCode code) {
        return codes.contains(code);
    }

    /** {@return the problem, which is no more than a warning if it is one of these} */
    public Problem weigh(Problem problem) {
        if (!problem.isError() || !problem.code().isAcceptable()) {
            return problem;
        }
        String why = whyAllowed(problem);
        if (why != null) {
            return warning(problem, "; the plan allows " + problem.rule() + ": " + why);
        }
        return includes(problem.code()) ? warning(problem, "; the plan accepts it") : problem;
    }

    private static Problem warning(Problem error, String decision) {
        return new Problem(error.code(), Severity.WARNING, error.message() + decision, error.remedy(), error.rule());
    }

    /** {@return whether a problem is no error and was found by a rule that is allowed, so that it is not reported} */
    public boolean leaveOut(Problem problem) {
        return !problem.isError() && problem.code().isAcceptable() && whyAllowed(problem) != null;
    }

    private @Nullable String whyAllowed(Problem problem) {
        DuplicateRule rule = problem.rule();
        return rule == null ? null : rules.get(rule.name());
    }
}
