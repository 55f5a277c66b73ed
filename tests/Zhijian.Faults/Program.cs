using Zhijian.Faults;

// Breaks the platform on purpose and looks what is left.
//   Zhijian.Faults           the short set, as ./test runs it
//   Zhijian.Faults --long    10,000 acknowledged writes in five rounds of kill -9 on each database
//   Zhijian.Faults --fast    SQLite only
//   Zhijian.Faults --only "disk full"   the checks with this in their name
// The program starts itself again as "worker", "papers" and "host": the processes that are killed.
switch (args)
{
    case ["worker", var data, var connection, var prefix]: return await Victims.WriteAsync(data, connection, prefix);
    case ["papers", var data, var connection, var prefix]: return await Victims.IssueAsync(data, connection, prefix);
    case ["host", var data, var connection, var port]: return await Victims.ServeAsync(data, connection, int.Parse(port));
}
var only = args is [.., "--only", var part] ? part : null;
if (args.SkipLast(only is null ? 0 : 2).Except(["--long", "--fast"]).Any())
{
    Console.Error.WriteLine("usage: Zhijian.Faults [--long] [--fast] [--only PART-OF-A-NAME]");
    return 2;
}

var (acknowledged, papers, rows, federations) = args.Contains("--long") ? (10_000, 600, 100_000, 5) : (1_000, 60, 20_000, 1);
var checks = new Checks(only, TimeSpan.FromMinutes(args.Contains("--long") ? 40 : 10));
await checks.RunAsync("the set checker finds planted faults", SetCheck.ProveAsync);
await checks.RunAsync("sqlite: kill -9 while writing", () => KillCheck.RunAsync(null, acknowledged));
await checks.RunAsync("sqlite: kill -9 during uploads", () => UploadKillCheck.RunAsync(null));
await checks.RunAsync("sqlite: kill -9 during an import", () => ImportKillCheck.RunAsync(null, rows));
await checks.RunAsync("sqlite: kill -9 while numbering papers", () => PaperKillCheck.RunAsync(null, papers));
await checks.RunAsync("sqlite: kill -9 during the first start", FirstStartCheck.RunAsync);
await checks.RunAsync("sqlite: kill -9 of two cities and their province", () => FederationKillCheck.RunAsync(null, federations));
await checks.RunAsync("sqlite: disk full", () => DiskFullCheck.RunAsync(null));
// A figure of time belongs to the machine: measured on wish, never in ./test.
if (args.Contains("--long")) await checks.RunAsync("start-up and idle memory", StartCheck.RunAsync);
if (!args.Contains("--fast"))
{
    await using var server = await PostgresServer.TryStartAsync();
    if (server is null) checks.NotRun("postgres: all checks", "no initdb in /usr/lib/postgresql");
    else
    {
        await checks.RunAsync("postgres: kill -9 while writing", () => KillCheck.RunAsync(server, acknowledged));
        await checks.RunAsync("postgres: kill -9 during uploads", () => UploadKillCheck.RunAsync(server));
        await checks.RunAsync("postgres: kill -9 during an import", () => ImportKillCheck.RunAsync(server, rows));
        await checks.RunAsync("postgres: kill -9 while numbering papers", () => PaperKillCheck.RunAsync(server, papers));
        await checks.RunAsync("postgres: kill -9 of two cities and their province", () => FederationKillCheck.RunAsync(server, federations));
        await checks.RunAsync("postgres: disk full", () => DiskFullCheck.RunAsync(server));
        await checks.RunAsync("postgres: disk of the log full", DiskFullCheck.LogAsync);
        await checks.RunAsync("postgres: server crashes and comes back", () => LostDatabaseCheck.RunAsync(server));
    }
}
return checks.Summary();
