namespace Zhijian.Platform.Access;

/// <summary>A thing somebody may do. Modules declare them; roles are granted them; pages and endpoints require them.</summary>
/// <param name="Key">Stable key "room.verb", for instance "reference.propose".</param>
/// <param name="Name">What the role administrator reads, in Chinese.</param>
/// <param name="Roles">Roles that hold it until the security administrator decides otherwise.</param>
public sealed record Permission(string Key, string Name, params Role[] Roles);

/// <summary>Marks a page that demands a permission. Exactly one of this and <see cref="PublicAttribute"/> stands on every page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}

/// <summary>Marks a page or endpoint that anybody may read without signing in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute : Attribute;

/// <summary>Marks a page that is open to who must still change a password or add a second factor: where he does it, or signs out.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenBeforeAttribute : Attribute;

/// <summary>Marks a page or endpoint that every signed-in user may use for himself (own profile, own sessions, to-do list).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute;
