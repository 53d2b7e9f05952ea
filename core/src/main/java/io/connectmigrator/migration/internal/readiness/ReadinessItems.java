package io.connectmigrator.migration.internal.readiness;

import static io.connectmigrator.migration.internal.readiness.Lift.CONFIRMS;
import static io.connectmigrator.migration.internal.readiness.Lift.CONFIRMS_BACKWARDS;
import static io.connectmigrator.migration.internal.readiness.Lift.CONFIRMS_RUNNING;
import static io.connectmigrator.migration.internal.readiness.Lift.NONE;
import static io.connectmigrator.migration.internal.readiness.Lift.PROVES;
import static io.connectmigrator.migration.internal.readiness.Lift.PROVES_RUNNING;

import io.connectmigrator.readiness.ReadinessItem;
import java.util.List;
import java.util.Optional;

/** All items of the card, with how each is found out and what a rehearsal does to it. */
final class ReadinessItems {

    static final List<Item> ALL = List.of(
            Item.of(ReadinessItem.PLUGIN_VERSIONS, NONE, PluginQuestions::versions),
            Item.of(ReadinessItem.PARTS, NONE, PluginQuestions::parts),
            Item.of(ReadinessItem.WORKER_SETTINGS, NONE, WorkerQuestions::inherited),
            Item.of(ReadinessItem.EXACTLY_ONCE, NONE, WorkerQuestions::exactlyOnce),
            Item.of(ReadinessItem.OVERRIDE_POLICY, PROVES, WorkerQuestions::overrides),
            Item.of(ReadinessItem.TOPIC_NAMES, NONE, TopicQuestions::names),
            Item.of(ReadinessItem.SCHEMAS, NONE, PluginQuestions::schemas),
            Item.of(ReadinessItem.INTERNAL_TOPICS, CONFIRMS, WorkerQuestions::internalTopics),
            Item.of(ReadinessItem.KAFKA_VERSIONS, CONFIRMS, WorkerQuestions::versions),
            Item.of(ReadinessItem.CUSTOM_CODE, CONFIRMS_RUNNING, PluginQuestions::owner),
            Item.of(ReadinessItem.OFFSETS_DECIDED, CONFIRMS, OffsetQuestions::decided),
            Item.of(ReadinessItem.KEYS_SURVIVE, NONE, OffsetQuestions::keys),
            Item.of(ReadinessItem.IDENTITY, CONFIRMS_RUNNING, OffsetQuestions::identity),
            Item.of(ReadinessItem.TRANSFORM, CONFIRMS, OffsetQuestions::transform),
            Item.of(ReadinessItem.TRANSLATION, CONFIRMS, TranslationQuestions::translation),
            Item.of(ReadinessItem.MIRROR, CONFIRMS_RUNNING, TranslationQuestions::mirror),
            Item.of(ReadinessItem.LEFTOVERS, NONE, OffsetQuestions::leftovers)
                    .testableIf(OffsetQuestions::seesLeftovers),
            Item.of(ReadinessItem.SINK_IN_RANGE, NONE, PositionQuestions::sinkInRange)
                    .testableIf(PositionQuestions::isReadable),
            Item.of(ReadinessItem.COPIER_IN_RANGE, NONE, PositionQuestions::copierInRange)
                    .testableIf(PositionQuestions::isReadable),
            Item.of(ReadinessItem.GROUP_MEMBERS, NONE, GroupQuestions::members).testableIf(GroupQuestions::isReadable),
            Item.of(ReadinessItem.STATE_ELSEWHERE, PROVES_RUNNING, OffsetQuestions::elsewhere),
            Item.of(ReadinessItem.UPSTREAM_POSITION, CONFIRMS_RUNNING, OffsetQuestions::upstream),
            Item.of(ReadinessItem.DOWNSTREAM_GROUPS, CONFIRMS_RUNNING, OffsetQuestions::downstream),
            Item.of(ReadinessItem.PARTITIONS, NONE, TopicQuestions::partitions).testableIf(TopicQuestions::areReadable),
            Item.of(ReadinessItem.TOPIC_CONFIGS, NONE, TopicQuestions::configs).testableIf(TopicQuestions::areReadable),
            Item.of(ReadinessItem.REPLAY_WINDOW, NONE, PositionQuestions::window)
                    .testableIf(PositionQuestions::isReadable),
            Item.of(ReadinessItem.OFFSETS_RETENTION, NONE, PositionQuestions::offsetsRetention)
                    .testableIf(PositionQuestions::areSourceBrokersReadable),
            Item.of(ReadinessItem.SCHEMA_HISTORY, NONE, TopicQuestions::schemaHistory)
                    .testableIf(TopicQuestions::isHistoryReadable),
            Item.of(ReadinessItem.DEAD_LETTERS, NONE, TopicQuestions::deadLetters)
                    .testableIf(TopicQuestions::areReadableOnTarget),
            Item.of(ReadinessItem.WORKER_TOPICS, NONE, WorkerTopicQuestions::compacted)
                    .testableIf(WorkerTopicQuestions::areKnown),
            Item.of(ReadinessItem.LOG_SIZES, NONE, LogSizeQuestions::sizes).testableIf(TopicQuestions::areReadable),
            Item.of(ReadinessItem.SECRETS, NONE, SecurityQuestions::secrets),
            Item.of(ReadinessItem.OUTSIDE_SYSTEM, CONFIRMS_RUNNING, SecurityQuestions::outside),
            Item.of(ReadinessItem.REST_ACCESS, CONFIRMS_RUNNING, SecurityQuestions::rest),
            Item.of(ReadinessItem.ACLS, PROVES_RUNNING, AccessQuestions::rights),
            Item.of(ReadinessItem.NETWORK, CONFIRMS_RUNNING, connector -> Optional.of(Finding.unknown(""))),
            Item.of(ReadinessItem.WAY_BACK, CONFIRMS_BACKWARDS, RollbackQuestions::wayBack),
            Item.of(ReadinessItem.STOP_CONDITIONS, CONFIRMS_RUNNING, RollbackQuestions::stopConditions),
            Item.of(ReadinessItem.JOURNAL, CONFIRMS, RollbackQuestions::journal),
            Item.of(ReadinessItem.RECORD_COUNT, CONFIRMS_RUNNING, connector -> Optional.of(Finding.unknown(""))),
            Item.of(ReadinessItem.DECISION, CONFIRMS_BACKWARDS, connector -> Optional.of(Finding.unknown(""))),
            Item.of(ReadinessItem.TASKS_HEALTHY, NONE, BaselineQuestions::healthy),
            Item.of(ReadinessItem.SAMPLES, NONE, BaselineQuestions::samples),
            Item.of(ReadinessItem.LAG, NONE, PositionQuestions::lag).testableIf(PositionQuestions::isReadable),
            Item.of(ReadinessItem.OUTSIDE_METRICS, CONFIRMS_RUNNING, connector -> Optional.of(Finding.unknown(""))));

    private ReadinessItems() {}
}
