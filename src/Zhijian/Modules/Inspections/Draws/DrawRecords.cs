using Zhijian.Data;

namespace Zhijian.Modules.Inspections.Draws;

public enum RandomDrawState { Frozen, Drawn, Replaced }

/// <summary>
/// 双随机抽取. Pool, hash and commitment are there before the public number is known; what was frozen is never changed. The
/// secret is kept encrypted until it is opened with the result.
/// </summary>
public sealed class RandomDraw : Entity, IPlaced
{
    public required string Title { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Name of the authority on the day of the freezing.</summary>
    public required string Authority { get; init; }
    /// <summary>How the pool was chosen, in words.</summary>
    public required string Filters { get; init; }
    public required string ChecklistCode { get; init; }
    public int Count { get; init; }
    public int Employers { get; init; }
    public int Officers { get; init; }
    public long TotalWeight { get; init; }
    public required string PoolHash { get; init; }
    public required string Commitment { get; init; }
    [Confidential]
    public required string Secret { get; init; }
    public DateOnly FrozenOn { get; init; }
    /// <summary>What number will be taken, announced with the pool.</summary>
    public required string PublicSource { get; init; }
    /// <summary>The day whose number it is; after the freezing.</summary>
    public DateOnly NumberOn { get; init; }
    public required string FrozenBy { get; init; }
    public Guid FrozenById { get; init; }
    public DateOnly DueOn { get; init; }

    public RandomDrawState State { get; set; }
    public string? PublicNumber { get; set; }
    public DateOnly? DrawnOn { get; set; }
    public string? DrawnBy { get; set; }
    public Guid? RedrawOfId { get; init; }
    /// <summary>Hash of the pool of the draw that this one replaces.</summary>
    public string? RedrawOf { get; init; }
    public string? RedrawReason { get; init; }
}

/// <summary>An employer in a frozen pool; drawn as the n-th with its officers, or not.</summary>
[NotAudited]
public sealed class DrawMember
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DrawId { get; init; }
    public Guid EmployerId { get; init; }
    /// <summary>Identifier in the published file: the credit code, or else the key.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public int Weight { get; init; }
    public required string Why { get; init; }
    /// <summary>From 1, in the order drawn.</summary>
    public int? Place { get; set; }
    public string? FirstOfficer { get; set; }
    public string? SecondOfficer { get; set; }
}

/// <summary>An officer in a frozen pool.</summary>
[NotAudited]
public sealed class DrawPerson
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DrawId { get; init; }
    public Guid UserId { get; init; }
    public required string Name { get; init; }
    public required string Certificate { get; init; }
    /// <summary>Codes of the members of this pool that he keeps away from, separated by commas.</summary>
    public required string Recused { get; init; }
}
