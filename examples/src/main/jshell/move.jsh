import io.connectmigrator.connect.*
import io.connectmigrator.migration.*
var legacy = ConnectClient.builder(System.getenv("LEGACY")).name("legacy").build()
var europe = ConnectClient.builder(System.getenv("EUROPE")).name("europe").build()
var plan = MigrationPlan.builder().from(legacy).to(europe).connectors(System.getenv("CONNECTOR")).build()
var migrator = Migrator.create()
System.out.println(migrator.check(plan))
var report = migrator.migrate(plan)
System.out.println(report)
System.out.println(europe.listOffsets(System.getenv("CONNECTOR")))
/exit report.succeeded() ? 0 : 1
