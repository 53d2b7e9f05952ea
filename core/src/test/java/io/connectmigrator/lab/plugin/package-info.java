/**
 * Connectors made for tests: what they read and write can be counted. They run on every worker from 3.4 on. And the admin client of a
 * MirrorMaker, which a test can hold up.
 */
@NullMarked
package io.connectmigrator.lab.plugin;

import org.jspecify.annotations.NullMarked;
