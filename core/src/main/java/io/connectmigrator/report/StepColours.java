package io.connectmigrator.report;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The style of each step in the bars of a report: a class of its own, in a colour for light, dark and printed pages. */
final class StepColours {

    private StepColours() {}

    static String css() {
        String light = colours(MigrationStep::lightColour);
        return light + "@media (prefers-color-scheme: dark) {\n" + colours(MigrationStep::darkColour)
                + "}\n@media print {\n" + light + "}\n";
    }

    private static String colours(Function<MigrationStep, String> colour) {
        return Arrays.stream(MigrationStep.values())
                .map(step -> "." + step.cssClass() + " { color: " + colour.apply(step) + "; }\n")
                .collect(Collectors.joining());
    }
}
