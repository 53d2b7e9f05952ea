@NullMarked
package io.connectmigrator.report;

import org.jspecify.annotations.NullMarked;
