package io.connectmigrator.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few facts that take little time, on one real worker; {@link ConnectFactsRun} tries all on all versions. */
@ExtendWith(SharedLaboratory.class)
class ConnectFactsIT {

    private static final Set<String> QUICK =
            Set.of("F4", "F6", "F7", "F12", "F16", "F20", "F22", "G3", "G4", "G7", "E1", "E7", "E12", "E19", "E22");

    @TestFactory
    Stream<DynamicTest> facts_that_take_little_time(Laboratory lab) {
        RealConnect connect = new RealConnect(lab, KafkaVersion.V4_3);
        return ConnectFacts.all().stream()
                .filter(fact -> QUICK.contains(fact.id()))
                .map(fact -> DynamicTest.dynamicTest(
                        fact.toString(),
                        () -> assertThat(fact.run(connect))
                                .matches(result -> result.outcome() == FactResult.Outcome.HOLDS, "holds")))
                .onClose(connect::close);
    }
}
