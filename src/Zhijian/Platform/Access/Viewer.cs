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

/// <summary>The viewer of one request or one job. Nobody at first; signing in, a token or the platform's own work fills it.</summary>
public sealed class Viewer : IViewer
{
    static readonly HashSet<string> None = [];

    public Guid? UserId { get; private set; }
    public Guid? SessionId { get; private set; }
    public string Name { get; private set; } = "公众";
    public bool IsSignedIn { get; private set; }
    public IReadOnlyList<Role> Roles { get; private set; } = [];
    public Scope Scope { get; private set; } = Scope.Nothing;
    public string ScopeName { get; private set; } = "";
    public string? Address { get; set; }
    public Guid? OrganisationId => Scope.OrganisationId;
    /// <summary>Has to do something about the own account before anything else.</summary>
    public Must Must { get; private set; }
    /// <summary>The division of the user or of his organisation; null for the platform itself.</summary>
    public string? DivisionCode { get; private set; }
    public IReadOnlySet<string> Permissions { get; private set; } = None;

    public bool May(string permission) => Permissions.Contains(permission);

    public void Become(ViewerProfile profile, Guid? sessionId)
    {
        UserId = profile.UserId;
        SessionId = sessionId;
        Name = profile.Name;
        IsSignedIn = true;
        Roles = profile.Roles;
        Scope = profile.Scope;
        ScopeName = profile.ScopeName;
        Permissions = profile.Permissions;
        DivisionCode = profile.DivisionCode;
        Must = profile.Must;
    }

    /// <summary>
    /// The platform's own work: sees every row until disposed, holds no permission. Opting out of the scope is
    /// always this call, so that it can be found.
    /// </summary>
    public IDisposable ActAsPlatform()
    {
        var before = Scope;
        Scope = Scope.Everything;
        return new Restore(() => Scope = before);
    }

    /// <summary>Names who tries to sign in, for the audit.</summary>
    internal void CallUnknown(string? userName) => Name = $"未登录：{userName}";

    internal void BecomePlatform(string name)
    {
        Name = name;
        Scope = Scope.Everything;
    }

    sealed class Restore(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

/// <summary>What is known of a signed-in user or system; kept for seconds between requests.</summary>
/// <param name="TokensFrom">Version of the system's record: a token made before its last change is worth nothing any more.</param>
public sealed record ViewerProfile(
    Guid UserId, string Name, IReadOnlyList<Role> Roles, Scope Scope, string ScopeName,
    IReadOnlySet<string> Permissions, string DivisionCode, Must Must = Must.Nothing, long TokensFrom = 0);

/// <summary>What a signed-in user has to do before the platform opens to him.</summary>
public enum Must { Nothing, ChangePassword, AddSecondFactor }
