@NullMarked
package io.connectmigrator.plan.internal;

import org.jspecify.annotations.NullMarked;
