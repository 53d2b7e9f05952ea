package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.topic.AccessRight;
import io.connectmigrator.topic.AccessRule;
import io.connectmigrator.topic.AccessRules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Looks up what the access control lists of a Kafka cluster say of a principal. Thread-safe. */
public final class AccessLists {

    private static final String EVERYBODY = "User:*";
    private static final String EVERY_HOST = "*";

    private static final Map<ResourceType, AccessRight.Resource> RESOURCES = Map.of(
            ResourceType.TOPIC, AccessRight.Resource.TOPIC,
            ResourceType.GROUP, AccessRight.Resource.GROUP,
            ResourceType.TRANSACTIONAL_ID, AccessRight.Resource.TRANSACTIONAL_ID,
            ResourceType.CLUSTER, AccessRight.Resource.CLUSTER);

    private static final Map<AclOperation, AccessRight.Operation> OPERATIONS = Map.of(
            AclOperation.ALL, AccessRight.Operation.ALL,
            AclOperation.READ, AccessRight.Operation.READ,
            AclOperation.WRITE, AccessRight.Operation.WRITE,
            AclOperation.CREATE, AccessRight.Operation.CREATE,
            AclOperation.DELETE, AccessRight.Operation.DELETE,
            AclOperation.ALTER, AccessRight.Operation.ALTER,
            AclOperation.DESCRIBE, AccessRight.Operation.DESCRIBE);

    private static final Set<Class<? extends Throwable>> UNSEEN =
            Set.of(SecurityDisabledException.class, ClusterAuthorizationException.class);

    private final KafkaCluster cluster;

    public AccessLists(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return the rules about a principal; empty if the brokers have no authorizer, or the client has no right to see them} */
    public Optional<AccessRules> of(String principal) {
        try {
            return Optional.of(new AccessRules(
                    principal,
                    AdminFutures.await(
                                    "asking for the access control lists of the Kafka cluster at " + cluster,
                                    cluster.admin()
                                            .describeAcls(AclBindingFilter.ANY)
                                            .values())
                            .stream()
                            .filter(binding -> isOf(principal, binding.entry()))
                            .flatMap(binding -> rule(binding).stream())
                            .toList()));
        } catch (OffsetTransportException e) {
            if (UNSEEN.stream().anyMatch(type -> type.isInstance(e.getCause()))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOf(String principal, AccessControlEntry entry) {
        return entry.principal().equals(principal) || entry.principal().equals(EVERYBODY);
    }

    /** {@return the rule, if it is about what connectors use} */
    private static Optional<AccessRule> rule(AclBinding binding) {
        AccessRight.Resource resource = RESOURCES.get(binding.pattern().resourceType());
        AccessRight.Operation operation = OPERATIONS.get(binding.entry().operation());
        return resource == null || operation == null
                ? Optional.empty()
                : Optional.of(new AccessRule(
                        binding.entry().permissionType() == AclPermissionType.ALLOW,
                        resource,
                        binding.pattern().name(),
                        binding.pattern().patternType() == PatternType.PREFIXED,
                        operation,
                        binding.entry().host().equals(EVERY_HOST)));
    }
}
