@NullMarked
package io.connectmigrator.report.internal;

import org.jspecify.annotations.NullMarked;
