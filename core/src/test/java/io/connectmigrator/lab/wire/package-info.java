/** Stub workers behind real sockets, with constant latency, for measurements that must be reproducible. */
@NullMarked
package io.connectmigrator.lab.wire;

import org.jspecify.annotations.NullMarked;
