using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Zhijian.Tests.Harness;

public enum Database { Sqlite, Postgres }

/// <summary>Runs a theory on SQLite and on PostgreSQL; with ZHIJIAN_TEST_FAST=1 on SQLite only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public static IReadOnlyList<Database> Databases { get; } =
        Environment.GetEnvironmentVariable("ZHIJIAN_TEST_FAST") == "1" ? [Database.Sqlite] : [Database.Sqlite, Database.Postgres];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Databases.Select(d => new TheoryDataRow(d))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
