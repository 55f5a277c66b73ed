using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds.Merging;

/// <summary>A field of the file that is chosen when two become one.</summary>
public sealed record MergeField(string Field, string Title, Func<Employer, object?> Of)
{
    public bool Differs(Employer kept, Employer gone) => !Equals(Of(kept), Of(gone));
    /// <summary>What is proposed: the kept file's own value, unless it says nothing.</summary>
    public bool TakesOther(Employer kept, Employer gone) => Of(kept) is null or "" && Of(gone) is not (null or "");
    public string Show(Employer employer) => StoredFacts.Show(Field == nameof(Employer.Phone) && Of(employer) is string phone ? Mask.Phone(phone) : Of(employer));
    internal string? Store(Employer employer) => StoredFacts.Store(Field, Of(employer));
}

public static class MergeFields
{
    public static IReadOnlyList<MergeField> All { get; } =
    [
        new(nameof(Employer.Name), "名称", e => e.Name),
        new(nameof(Employer.CreditCode), "统一社会信用代码", e => e.CreditCode),
        new(nameof(Employer.RegistrationNumber), "注册号", e => e.RegistrationNumber),
        new(nameof(Employer.RegisteredAddress), "注册地址", e => e.RegisteredAddress),
        new(nameof(Employer.IndustryCode), "行业", e => e.IndustryCode),
        new(nameof(Employer.RegistrationType), "注册类型", e => e.RegistrationType == RegistrationType.Unknown ? null : e.RegistrationType),
        new(nameof(Employer.OwnershipLevel), "隶属", e => e.OwnershipLevel),
        new(nameof(Employer.LegalRepresentative), "法定代表人", e => e.LegalRepresentative),
        new(nameof(Employer.Principal), "主要负责人", e => e.Principal),
        new(nameof(Employer.Phone), "联系电话", e => e.Phone),
        new(nameof(Employer.EstablishedOn), "成立日期", e => e.EstablishedOn),
        new(nameof(Employer.Status), "经营状态", e => e.Status),
        new(nameof(Employer.ClosedOn), "注销日期", e => e.ClosedOn),
        new(nameof(Employer.Workers), "劳动者人数", e => e.Workers),
        new(nameof(Employer.DispatchedWorkers), "劳务派遣人数", e => e.DispatchedWorkers),
        new(nameof(Employer.ExposedWorkers), "接触人数", e => e.ExposedWorkers),
    ];
}
