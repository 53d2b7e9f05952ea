package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** The members of a consumer group. */
final class GroupMembers {

    private static final int SHOWN = 3;
    private static final String WITHOUT_MEMBERS = "Empty";

    private final KafkaCluster cluster;
    private final String groupId;

    GroupMembers(KafkaCluster cluster, String groupId) {
        this.cluster = cluster;
        this.groupId = groupId;
    }

    /** {@return a description of its members, empty if it has none or does not exist} */
    Optional<String> describe() {
        return describe(GroupShare.WHOLE);
    }

    /** {@return a description of the members that may commit in the topics of one sink, empty if all are members of other sinks} */
    Optional<String> describe(GroupShare share) {
        return group().filter(group -> !Groups.state(group).equals(WITHOUT_MEMBERS))
                .flatMap(group -> {
                    // During a rebalance, a member without partitions may be about to get some.
                    boolean settled = Groups.state(group).equals("Stable");
                    List<MemberDescription> own = group.members().stream()
                            .filter(member -> !(settled && share.isWithout(topics(member))))
                            .toList();
                    boolean onlyOthers = own.isEmpty() && !group.members().isEmpty();
                    return onlyOthers ? Optional.empty() : Optional.of(describe(Groups.state(group), own));
                });
    }

    private static Set<String> topics(MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .map(TopicPartition::topic)
                .collect(Collectors.toSet());
    }

    private Optional<ConsumerGroupDescription> group() {
        return Optional.ofNullable(new Groups(cluster).among(List.of(groupId)).get(groupId));
    }

    private static String describe(String state, Collection<MemberDescription> members) {
        if (members.isEmpty()) {
            return "an unknown member, in state " + state + ",";
        }
        String shown = members.stream().limit(SHOWN).map(GroupMembers::describe).collect(Collectors.joining(", "));
        return members.size() > SHOWN ? shown + " and " + (members.size() - SHOWN) + " more" : shown;
    }

    private static String describe(MemberDescription member) {
        return "member " + member.consumerId() + " of client " + member.clientId() + " on host " + member.host();
    }
}
