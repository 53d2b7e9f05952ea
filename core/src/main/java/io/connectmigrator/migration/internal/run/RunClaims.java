package io.connectmigrator.migration.internal.run;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What keeps other calls away from the connectors of one call. Not thread-safe. */
final class RunClaims {

    private final Operation operation;
    private final Claimed policy;
    private final LockOwner owner;
    private final MigratorContext migratorContext;
    private final Map<UnitContext, Problem> taken = new LinkedHashMap<>();
    private final List<Journal.Claim> claims = new ArrayList<>();

    RunClaims(Operation operation, Claimed policy, LockOwner owner, MigratorContext migratorContext) {
        this.operation = operation;
        this.policy = policy;
        this.owner = owner;
        this.migratorContext = migratorContext;
    }

    /** {@return the call that the claims are of} */
    LockOwner owner() {
        return owner;
    }

    /**
     * Claims all connectors at once; if another has one of them and the plan leaves those out, it claims the others one by one.
     *
     * @throws ClaimedException if another has one of them and the plan does not leave it out
     * @throws JournalException if the journal cannot tell
     */
    void claim(List<UnitContext> contexts) {
        try {
            open(contexts);
        } catch (ClaimedException e) {
            if (policy == Claimed.REFUSE) {
                throw e;
            }
            contexts.forEach(this::claimUnlessTaken);
        }
    }

    private void claimUnlessTaken(UnitContext context) {
        try {
            open(List.of(context));
        } catch (ClaimedException e) {
            taken.put(context, taken(context, e));
        }
    }

    private void open(List<UnitContext> some) {
        if (!operation.claims()) {
            some.forEach(context -> context.open(() -> {}, owner, migratorContext));
            return;
        }
        Journal.Claim claim = Patience.with(migratorContext.waiting(), () -> migratorContext.claim(ids(some), owner));
        claims.add(claim);
        some.forEach(context -> context.open(claim, owner, migratorContext));
    }

    private static Problem taken(UnitContext context, ClaimedException claimed) {
        return Problem.error(
                ProblemCode.CLAIMED_BY_ANOTHER,
                context.entry().planned() + " is being worked on by "
                        + claimed.owner().map(LockOwner::toString).orElse("another call")
                        + ", and the plan leaves such connectors out",
                "Call again with the same plan when that is done");
    }

    /** {@return that another is at work on a connector, which is therefore left out} */
    Optional<Problem> taken(UnitContext context) {
        return Optional.ofNullable(taken.get(context));
    }

    void giveBack() {
        claims.forEach(Journal.Claim::close);
    }

    /** The connectors on both clusters: no other call must move one on, or another one to its place. */
    static Set<String> ids(List<UnitContext> some) {
        return some.stream()
                .flatMap(context -> context.entry().planned().moves().stream())
                .flatMap(planned -> Stream.of(planned.id(), planned.idOnTarget()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
