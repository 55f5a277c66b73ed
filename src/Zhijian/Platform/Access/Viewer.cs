namespace Zhijian.Platform.Access;

/// <summary>
/// What the signed-in user may see: a subtree of divisions, or the rows of one organisation, or all, or nothing.
/// Path is the supervision path of a division ("41/4101/410102/"), every code ending with a slash, so that
/// "descendant or self" is one index range.
/// </summary>
public sealed record Scope
{
    public bool All { get; private init; }
    public string? Path { get; private init; }
    public Guid? OrganisationId { get; private init; }

    public static readonly Scope Nothing = new();
    /// <summary>For the platform's own work (jobs, start-up, command line) and for the three administrators' own tables.</summary>
    public static readonly Scope Everything = new() { All = true };
    public static Scope Subtree(string path) => new() { Path = path };
    public static Scope Own(Guid organisationId) => new() { OrganisationId = organisationId };

    /// <summary>First key of the subtree; for nobody a key that no row has.</summary>
    public string PathFrom => Path ?? "~";
    /// <summary>First key behind the subtree: '0' follows '/' in ASCII.</summary>
    public string PathTo => Path is null ? "~" : Path[..^1] + "0";

    public bool Covers(string path) => All || (Path is not null && path.StartsWith(Path, StringComparison.Ordinal));
}

/// <summary>Who is in front of the screen (or which system calls), as one request sees it.</summary>
public interface IViewer
{
    Guid? UserId { get; }
    /// <summary>Name to show and to write into the audit; 系统 for the platform itself, 公众 without sign-in.</summary>
    string Name { get; }
    bool IsSignedIn { get; }
    IReadOnlyList<Role> Roles { get; }
    Scope Scope { get; }
    /// <summary>What the top bar shows as scope: 郑州市, 巩义市, or the name of the organisation.</summary>
    string ScopeName { get; }
    string? Address { get; }
    bool May(string permission);
}
