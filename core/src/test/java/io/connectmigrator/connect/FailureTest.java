package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class a.B could not be found",
                "Class a.B could not be found.",
                "Class a.B could not be found.\n"
            })
    void between_what_happened_and_the_advice_is_one_full_stop(String happened) {
        Failure failure = Failure.answered("PUT http://connect:8083/connectors/a/config", 400, happened);

        assertThat(failure.message("Install the plugin"))
                .isEqualTo("PUT http://connect:8083/connectors/a/config answered 400: Class a.B could not be found."
                        + " Install the plugin");
        assertThat(failure.message("")).endsWith(happened.strip());
    }
}
