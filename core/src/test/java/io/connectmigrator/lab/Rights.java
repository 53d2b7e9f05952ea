package io.connectmigrator.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Rights of users of a secured broker, revoked on close. Not safe for use by several threads. */
public final class Rights implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Broker broker;
    private final List<AclBinding> granted = new ArrayList<>();

    /** Takes the broker, a secured one. */
    public Rights(Broker broker) {
        this.broker = broker;
    }

    /** Grants a user operations on a topic, a group or a transactional id, and waits until the broker knows. */
    public void grant(String user, ResourceType type, String name, AclOperation... operations) {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        List<AclBinding> rights = Stream.of(operations)
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
        try (Admin admin = broker.admin()) {
            granted.addAll(rights);
            answer(admin.createAcls(rights).all().toCompletionStage());
            Deadline.in(DEADLINE).until(() -> known(admin).containsAll(rights), rights::toString);
        }
    }

    /** Revokes what was granted, and waits until the broker has applied it. */
    @Override
    public void close() {
        try (Admin admin = broker.admin()) {
            answer(admin.deleteAcls(granted.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .toCompletionStage());
            Deadline.in(DEADLINE).until(() -> Collections.disjoint(known(admin), granted), granted::toString);
        }
        granted.clear();
    }

    private static Collection<AclBinding> known(Admin admin) {
        return answer(admin.describeAcls(AclBindingFilter.ANY).values().toCompletionStage());
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
