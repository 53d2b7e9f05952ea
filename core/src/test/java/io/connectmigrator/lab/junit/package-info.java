/** The laboratory as a JUnit 5 extension; the only part of it that needs JUnit. */
@NullMarked
package io.connectmigrator.lab.junit;

import org.jspecify.annotations.NullMarked;
