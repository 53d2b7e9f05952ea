/**
 * Manifests for operators that own the connectors of a cluster, as text. Knows configs and offsets as values, and neither asks a
 * cluster nor Kubernetes. Called by applications that put connectors under an operator before or after they are moved.
 */
@NullMarked
package io.connectmigrator.kubernetes;

import org.jspecify.annotations.NullMarked;
