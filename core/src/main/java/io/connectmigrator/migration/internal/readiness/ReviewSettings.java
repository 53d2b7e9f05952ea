package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.plan.internal.PlanDefinition;
import java.time.Duration;
import java.time.Instant;

/**
 * What is the same for all connectors of a plan.
 *
 * @param plan the plan
 * @param connectors how many connectors it has
 * @param downtimeBudget for how long a connector may be down
 * @param durableJournal whether the journal survives the process
 * @param at when it is asked
 */
public record ReviewSettings(
        PlanDefinition plan, int connectors, Duration downtimeBudget, boolean durableJournal, Instant at) {}
