using System.Diagnostics.Metrics;

namespace Zhijian.Platform.Hosting.Watching;

/// <summary>What the platform counts of itself. Labels hold names of acts, never of people.</summary>
public static class Telemetry
{
    public const string Name = "Zhijian";
    static readonly Meter Meter = new(Name);

    static readonly Counter<long> WritesMade = Meter.CreateCounter<long>("zhijian.writes", description: "Committed changes");
    static readonly Counter<long> WritesRefused = Meter.CreateCounter<long>("zhijian.writes.failed", description: "Changes that were rolled back, by status");
    static readonly Counter<long> JobsEnded = Meter.CreateCounter<long>("zhijian.jobs", description: "Job runs that ended, by kind and outcome");
    static readonly Counter<long> SignInFailures = Meter.CreateCounter<long>("zhijian.signins.failed", description: "Failed attempts to sign in");

    public static void Written(string act) => WritesMade.Add(1, new KeyValuePair<string, object?>("act", act));
    /// <param name="status">As the caller is told: 409 is a conflict, 507 a full disk.</param>
    public static void Refused(int status) => WritesRefused.Add(1, new KeyValuePair<string, object?>("status", status));
    public static void JobEnded(string kind, string outcome) =>
        JobsEnded.Add(1, new("kind", kind), new("outcome", outcome.ToLowerInvariant()));
    public static void SignInFailed() => SignInFailures.Add(1);

    internal static void ObserveEvents(Func<long> pending) =>
        Meter.CreateObservableGauge("zhijian.events.pending", pending, description: "Events waiting for a handler");
}
