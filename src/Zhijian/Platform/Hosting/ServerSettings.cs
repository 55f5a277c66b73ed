namespace Zhijian.Platform.Hosting;

/// <summary>Where this installation keeps its data, which database it uses and where it listens.</summary>
public sealed record ServerSettings
{
    public required string DataFolder { get; init; }
    /// <summary>A PostgreSQL connection string; null means SQLite in the data folder.</summary>
    public string? PostgresConnection { get; init; }
    public string Urls { get; init; } = "http://127.0.0.1:5080";
    /// <summary>The folder with wwwroot and reference beside the program.</summary>
    public string ContentRoot { get; init; } = AppContext.BaseDirectory;
    public string Environment { get; init; } = "Production";
    /// <summary>Address under which the public reaches the platform; printed on papers. Absent: the first of Urls.</summary>
    public string? PublicAddress { get; init; }
    public string PublicUrl => (PublicAddress ?? Urls.Split(';')[0]).TrimEnd('/');
    /// <summary>The city (or county, or province) whose platform this is, GB/T 2260.</summary>
    public string HomeDivision { get; init; } = "410100";

    /// <summary>A demonstration database may listen beyond this machine: somebody said so.</summary>
    public bool AllowRemote { get; init; }
    /// <summary>Addresses or networks (CIDR) of reverse proxies whose X-Forwarded-* headers are believed.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];
    /// <summary>The outside world reaches us by HTTPS: redirect to it and tell browsers to stay there.</summary>
    public bool BehindHttps { get; init; }
    /// <summary>Who shows it may read /metrics from another machine.</summary>
    public string? MetricsToken { get; init; }

    public bool IsPostgres => PostgresConnection is not null;
    public string SqliteFile => Path.Combine(DataFolder, "zhijian.db");
    public string KeyFolder => System.Environment.GetEnvironmentVariable("ZHIJIAN_KEYS") ?? Path.Combine(DataFolder, "keys");
    public string AnchorFolder => Path.Combine(DataFolder, "anchors");
    public string FileFolder => Path.Combine(DataFolder, "files");
    public string WorkFolder => Path.Combine(DataFolder, "work");
    /// <summary>Settings of this installation (limits, health, log levels); the environment goes before it.</summary>
    public string ConfigurationFile => Path.Combine(DataFolder, "zhijian.json");
    public string SignInsFile => Path.Combine(DataFolder, "demo-signins.json");
    public string ReferenceFolder => Path.Combine(ContentRoot, "reference");

    /// <summary>From the environment; every variable stands in docs/operations/configuration.md.</summary>
    public static ServerSettings FromEnvironment() => new()
    {
        DataFolder = Path.GetFullPath(Read("ZHIJIAN_DATA") ?? "data"),
        PostgresConnection = Read("ZHIJIAN_DB"),
        Urls = Read("ZHIJIAN_URLS") ?? "http://127.0.0.1:5080",
        AllowRemote = IsOn("ZHIJIAN_ALLOW_REMOTE"),
        Proxies = Read("ZHIJIAN_PROXIES")?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [],
        BehindHttps = IsOn("ZHIJIAN_HTTPS"),
        MetricsToken = Read("ZHIJIAN_METRICS_TOKEN"),
        Environment = Read("ASPNETCORE_ENVIRONMENT") ?? "Production",
        PublicAddress = Read("ZHIJIAN_PUBLIC_URL"),
        HomeDivision = Read("ZHIJIAN_HOME_DIVISION") ?? "410100",
    };

    static string? Read(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    static bool IsOn(string name) => Read(name) is "1" or "true" or "yes" or "on";
}
