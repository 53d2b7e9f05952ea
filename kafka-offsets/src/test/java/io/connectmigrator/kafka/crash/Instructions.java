package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import java.nio.file.Path;
import java.util.List;

/**
 * The call that a process has to make: the connectors and what they become, the clusters, and the folder of the journal and of the
 * hook's file, or the brokers with the journal. It is sent as one line through a pipe.
 */
record Instructions(
        Call call,
        List<String> connectors,
        List<String> renamed,
        Site source,
        Site target,
        Path folder,
        String journalBrokers,
        List<String> bridged) {

    /** What is called on the migrator. */
    enum Call {
        MIGRATE,
        ROLL_BACK,
        REHEARSE
    }

    private static final String TAB = "\t";

    /**
     * A cluster: its URL, and where its offsets are in Kafka, all empty if they are reached only over REST.
     */
    record Site(String name, String url, String brokers, String offsetTopic, String statusTopic, String groupId) {

        static Site overRest(ConnectCluster cluster, String url) {
            return new Site(cluster.name(), url, "", "", "", "");
        }

        static Site withTopic(ConnectCluster cluster, String url) {
            return new Site(
                    cluster.name(),
                    url,
                    cluster.kafka().bootstrapServers(),
                    cluster.offsetTopic(),
                    cluster.property("status.storage.topic"),
                    cluster.groupId());
        }

        private String line() {
            return String.join(TAB, name, url, brokers, offsetTopic, statusTopic, groupId);
        }

        private static Site parse(String[] parts, int from) {
            return new Site(
                    parts[from], parts[from + 1], parts[from + 2], parts[from + 3], parts[from + 4], parts[from + 5]);
        }
    }

    /** {@return the journal's directory} */
    Path journal() {
        return folder.resolve("journal");
    }

    /** {@return the file that the hook writes} */
    Path notes() {
        return folder.resolve("notes");
    }

    /** {@return the same with another call} */
    Instructions to(Call other) {
        return new Instructions(other, connectors, renamed, source, target, folder, journalBrokers, bridged);
    }

    /** {@return the same with a journal in Kafka instead of the directory} */
    Instructions withJournalIn(Broker kafka) {
        return new Instructions(call, connectors, renamed, source, target, folder, kafka.bootstrapServers(), bridged);
    }

    /** {@return all of it in one line} */
    String line() {
        return String.join(
                TAB,
                call.name(),
                joined(connectors),
                joined(renamed),
                folder.toString(),
                journalBrokers,
                source.line(),
                target.line(),
                joined(bridged));
    }

    private static String joined(List<String> words) {
        return String.join("|", words);
    }

    private static List<String> split(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split("\\|", -1));
    }

    /** {@return what a line says} */
    static Instructions parse(String line) {
        String[] parts = line.split(TAB, -1);
        return new Instructions(
                Call.valueOf(parts[0]),
                split(parts[1]),
                split(parts[2]),
                Site.parse(parts, 5),
                Site.parse(parts, 11),
                Path.of(parts[3]),
                parts[4],
                split(parts[17]));
    }
}
