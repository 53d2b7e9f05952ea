package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.contract.MigrationContract;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLaboratory.class)
class MigrationInLaboratoryIT extends MigrationContract {

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    MigrationInLaboratoryIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V3_9));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    @Override
    protected ConnectClient source() {
        return source;
    }

    @Override
    protected ConnectClient target() {
        return target;
    }

    @Override
    protected SequenceReader reader() {
        return lab.reader();
    }

    @Override
    protected String outputOf(String sink) {
        return lab.file(sink).toString();
    }

    @Override
    protected SequenceTally writtenBy(String sink) {
        return SequenceReader.sinkFile(lab.file(sink));
    }
}
