package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepColoursTest {

    private static final List<MigrationStep> STEPS = List.of(MigrationStep.values());

    @Test
    void each_step_has_a_colour_of_its_own_on_light_and_on_dark_pages() {
        assertThat(STEPS)
                .extracting(MigrationStep::lightColour)
                .doesNotHaveDuplicates()
                .allMatch(colour -> colour.matches("#[0-9a-f]{6}"));
        assertThat(STEPS)
                .extracting(MigrationStep::darkColour)
                .doesNotHaveDuplicates()
                .allMatch(colour -> colour.matches("#[0-9a-f]{6}"));
    }

    @Test
    void the_style_names_every_step_for_light_dark_and_printed_pages() {
        String style = StepColours.css();

        assertThat(STEPS).allSatisfy(step -> {
            String selector = "." + step.cssClass() + " { color: ";
            assertThat(Stream.of(style.split("\n", -1)).filter(line -> line.startsWith(selector)))
                    .containsExactly(
                            selector + step.lightColour() + "; }",
                            selector + step.darkColour() + "; }",
                            selector + step.lightColour() + "; }");
        });
    }
}
