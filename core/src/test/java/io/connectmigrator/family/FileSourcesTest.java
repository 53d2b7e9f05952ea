package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sources that read files and objects. */
class FileSourcesTest {

    private final ConnectorFamily fileStream = new FileStreamSource();
    private final ConnectorFamily spoolDir = new SpoolDir();
    private final ConnectorFamily filePulse = new FilePulse();
    private final ConnectorFamily s3 = new S3Source();

    @Test
    void file_stream_asks_for_its_file() {
        assertThat(fileStream.asksFor(
                        config("file", "/opt/kafka/LICENSE"), partition("{\"filename\":\"/opt/kafka/LICENSE\"}")))
                .contains(true);
        assertThat(fileStream.asksFor(
                        config("file", "/mnt/LICENSE"), partition("{\"filename\":\"/opt/kafka/LICENSE\"}")))
                .contains(false);
        assertThat(fileStream.asksFor(config(), partition("{\"filename\":\"/opt/kafka/LICENSE\"}")))
                .contains(false);
    }

    @Test
    void file_stream_on_the_standard_input_needs_no_offsets() {
        assertThat(fileStream.needsNoOffsets(config())).isTrue();
        assertThat(fileStream.needsNoOffsets(config("file", " "))).isTrue();
        assertThat(fileStream.needsNoOffsets(config("file", "${a:b}"))).isFalse();
    }

    @Test
    void file_stream_needs_its_file_on_the_target() {
        assertThat(TestMove.of("file", "secret-f").findings(fileStream)).containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of().findings(fileStream)).isEmpty();
    }

    @Test
    void spool_dir_asks_for_the_files_that_its_pattern_matches() {
        assertThat(spoolDir.asksFor(
                        config("input.file.pattern", ".*\\.csv"),
                        partition("{\"fileName\":\"csv-spooldir-source.csv\"}")))
                .contains(true);
        assertThat(spoolDir.asksFor(
                        config("input.file.pattern", "csv"), partition("{\"fileName\":\"csv-spooldir-source.csv\"}")))
                .contains(false);
        assertThat(spoolDir.asksFor(config("input.file.pattern", "("), partition("{\"fileName\":\"a.csv\"}")))
                .isEmpty();
        assertThat(spoolDir.asksFor(config(), partition("{\"fileName\":\"a.csv\"}")))
                .isEmpty();
        assertThat(spoolDir.asksFor(config("input.file.pattern", ".*"), partition("{\"other\":\"a.csv\"}")))
                .contains(false);
        assertThat(spoolDir.asksFor(
                        config("input.file.pattern", ".*"), partition("{\"fileName\":\"a.csv\",\"other\":1}")))
                .contains(false);
    }

    @Test
    void spool_dir_needs_its_directories_on_the_target() {
        assertThat(TestMove.of("input.path", "secret-p").findings(spoolDir)).containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of("input.path", "secret-p")
                        .changing("input.path", "secret-q")
                        .findings(spoolDir))
                .containsExactly("WARNING STATE_ELSEWHERE", "WARNING STATE_CHANGED");
        assertThat(TestMove.of().findings(spoolDir)).isEmpty();
    }

    @Test
    void file_pulse_asks_for_partitions_of_the_attributes_that_are_configured() {
        assertThat(filePulse.asksFor(
                        config("offset.attributes.string", "name"), partition("{\"name\":\"kafka-connect.log\"}")))
                .contains(true);
        assertThat(filePulse.asksFor(
                        config("offset.attributes.string", "name + lastModified"),
                        partition("{\"name\":\"a\",\"lastmodified\":7}")))
                .contains(true);
        assertThat(filePulse.asksFor(
                        config("offset.attributes.string", "uri"), partition("{\"name\":\"kafka-connect.log\"}")))
                .contains(false);
        assertThat(filePulse.asksFor(config(), partition("{\"uri\":\"file:/a\"}")))
                .isEmpty();
        assertThat(filePulse.asksFor(
                        config("offset.attributes.string", "uri", "offset.policy.class", "com.example.Own"),
                        partition("{\"name\":\"a\"}")))
                .isEmpty();
    }

    @Test
    void file_pulse_needs_its_directory_on_the_target() {
        assertThat(TestMove.of("fs.listing.directory.path", "secret-p").findings(filePulse))
                .containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of().findings(filePulse)).isEmpty();
    }

    @Test
    void file_pulse_keeps_its_status_topic() {
        String topic = "tasks.file.status.storage.topic";
        String servers = "tasks.file.status.storage.bootstrap.servers";

        assertThat(TestMove.of().changing(topic, "secret-t").findings(filePulse))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of().changing(topic, "connect-file-pulse-status").findings(filePulse))
                .isEmpty();
        assertThat(TestMove.of().renaming().findings(filePulse)).containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(servers, "secret-k").toAnotherKafka().findings(filePulse))
                .containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of(servers, "secret-k")
                        .changing(servers, "secret-l")
                        .toAnotherKafka()
                        .findings(filePulse))
                .containsExactly("WARNING STATE_CHANGED");
    }

    @Test
    void file_pulse_with_its_status_in_memory_has_no_topic_to_keep() {
        assertThat(TestMove.of(
                                "tasks.file.status.storage.class",
                                "io.streamthoughts.kafka.connect.filepulse.state.InMemoryFileObjectStateBackingStore")
                        .changing("tasks.file.status.storage.topic", "secret-t")
                        .renaming()
                        .toAnotherKafka()
                        .findings(filePulse))
                .isEmpty();
    }

    @Test
    void s3_asks_for_the_objects_below_its_prefix() {
        String object = "{\"bucket\":\"b\",\"objectKey\":\"p/k\"}";

        assertThat(s3.asksFor(config("aws.s3.bucket.name", "b"), partition(object)))
                .contains(true);
        assertThat(s3.asksFor(config("aws_s3_bucket", "b", "aws_s3_prefix", "p/"), partition(object)))
                .contains(true);
        assertThat(s3.asksFor(config("aws.s3.bucket.name", "c"), partition(object)))
                .contains(false);
        assertThat(s3.asksFor(config("aws.s3.bucket.name", "b", "aws.s3.prefix", "q/"), partition(object)))
                .contains(false);
    }

    @Test
    void s3_does_not_tell_of_partitions_that_it_does_not_know() {
        assertThat(s3.asksFor(config("aws.s3.bucket.name", "b"), partition("{\"bucket\":\"b\"}")))
                .isEmpty();
        assertThat(s3.asksFor(config(), partition("{\"bucket\":\"b\",\"objectKey\":\"k\"}")))
                .isEmpty();
    }
}
