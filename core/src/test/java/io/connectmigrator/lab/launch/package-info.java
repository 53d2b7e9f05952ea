/** What runs inside the processes the laboratory starts, before Kafka does; needs nothing but the JDK. */
@NullMarked
package io.connectmigrator.lab.launch;

import org.jspecify.annotations.NullMarked;
