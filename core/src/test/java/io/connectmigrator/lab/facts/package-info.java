/**
 * What Kafka Connect really does: the behaviours that this library relies on, each a small test that runs on real workers of
 * several versions and on simulated ones. Start with {@link io.connectmigrator.lab.facts.ConnectFacts}.
 */
@NullMarked
package io.connectmigrator.lab.facts;

import org.jspecify.annotations.NullMarked;
