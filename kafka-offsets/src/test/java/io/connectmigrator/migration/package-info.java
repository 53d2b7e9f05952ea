/** What the tests of this module need of a package of core and its users do not. */
@NullMarked
package io.connectmigrator.migration;

import org.jspecify.annotations.NullMarked;
