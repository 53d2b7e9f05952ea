var legacy = ConnectClient.builder(System.getenv("LEGACY")).name("legacy").build()
var europe = ConnectClient.builder(System.getenv("EUROPE")).name("europe").build()
var plan = MigrationPlan.builder().from(legacy).to(europe).connectors(System.getenv("CONNECTOR")).build()
print(migrator.check(plan))
var report = migrator.migrate(plan)
print(report)
print(europe.listOffsets(System.getenv("CONNECTOR")))
/exit report.succeeded() ? 0 : 1
