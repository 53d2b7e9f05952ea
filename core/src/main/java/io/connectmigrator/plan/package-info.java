/**
 * What a plan may say beside names and configs: functions and hooks, gates, and what becomes of offsets that are there already or missing.
 * It knows configs, and the reports that a gate is given, and nothing of how a plan is carried out. Applications implement its hooks.
 */
@NullMarked
package io.connectmigrator.plan;

import org.jspecify.annotations.NullMarked;
