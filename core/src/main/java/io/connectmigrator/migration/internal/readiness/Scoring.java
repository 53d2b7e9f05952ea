package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.Redaction;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes scores of what was found, declared and rehearsed. */
final class Scoring {

    private static final Duration FRESH = Duration.ofDays(30);
    private static final int TESTED = 2;

    private final ReviewSettings settings;
    private final List<Rehearsal> rehearsals;

    /** Counts those rehearsals that are of the shape, complete, and not older than a month. */
    Scoring(ReviewSettings settings, Shape shape, List<Rehearsal> rehearsals) {
        this.settings = settings;
        Instant oldest = settings.at().minus(FRESH);
        this.rehearsals = rehearsals.stream()
                .filter(rehearsal -> rehearsal.shape().equals(shape)
                        && rehearsal.complete()
                        && !rehearsal.at().isBefore(oldest))
                .sorted(Comparator.comparing(Rehearsal::at).reversed())
                .toList();
    }

    ItemScore score(Item item, Finding finding, boolean testable) {
        int most = testable ? TESTED : 1;
        List<Declaration> declarations = settings.plan().declarations(item.item());
        int declared = finding.kind() == Finding.Kind.UNSEEN && !declarations.isEmpty() ? 1 : finding.score();
        Optional<Rehearsal> rehearsed =
                finding.kind() == Finding.Kind.FIXED || declared < item.lift().from()
                        ? Optional.empty()
                        : rehearsals.stream().filter(item.lift()::counts).findFirst();
        int score = Math.min(most, rehearsed.isPresent() ? TESTED : declared);
        List<Evidence> evidence = new ArrayList<>(finding.evidence());
        declarations.forEach(declaration -> evidence.add(evidence(declaration)));
        rehearsed.map(Scoring::evidence).ifPresent(evidence::add);
        return new ItemScore(item.item(), score, most, evidence, toRaise(item, finding, score, most));
    }

    private String toRaise(Item item, Finding finding, int score, int most) {
        if (score == TESTED) {
            return "";
        }
        boolean liftable = finding.kind() != Finding.Kind.FIXED && most == TESTED;
        String lift = liftable ? item.lift().remedy() : "";
        String declare = finding.kind() == Finding.Kind.UNSEEN && score == 0
                ? "declare(" + item.item() + ", …) in the plan"
                : "";
        List<String> ways = List.of(finding.toRaise(), declare, lift).stream()
                .filter(way -> !way.isEmpty())
                .toList();
        return String.join("; ", ways);
    }

    private Evidence evidence(Declaration declaration) {
        Instant at = declaration.on() == null
                ? settings.at()
                : declaration.on().atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Evidence(Evidence.Kind.DECLARED, at, "", Redaction.ofForeignText(declaration.toString()));
    }

    private static Evidence evidence(Rehearsal rehearsal) {
        String what = switch (rehearsal.kind()) {
            case REHEARSED -> "was rehearsed";
            case MOVED -> "was moved";
            case ROLLED_BACK -> "was moved and brought back";
        };
        return new Evidence(
                Evidence.Kind.REHEARSED,
                rehearsal.at(),
                rehearsal.shape().to(),
                "'" + rehearsal.connector() + "', of the same shape, " + what);
    }
}
