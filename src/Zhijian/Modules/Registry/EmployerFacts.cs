using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry;

/// <summary>The facts of a file that people keep by hand; the rest is derived, declared or judged.</summary>
public sealed record EmployerFacts(string Name, string? CreditCode, string IndustryCode)
{
    public string? RegistrationNumber { get; init; }
    public string? RegisteredAddress { get; init; }
    public RegistrationType RegistrationType { get; init; }
    public OwnershipLevel OwnershipLevel { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? Principal { get; init; }
    public string? Phone { get; init; }
    public DateOnly? EstablishedOn { get; init; }
    public int? Workers { get; init; }
    public int? DispatchedWorkers { get; init; }
    public decimal? Revenue { get; init; }
    public decimal? Assets { get; init; }
}

/// <summary>Cleans and checks facts typed by people; a refusal stands at its field.</summary>
public sealed class FactCheck(ZhijianDb db, ReferenceDirectory reference)
{
    /// <summary>More persons than any employer of a city has: a slip of the finger.</summary>
    const int MostWorkers = 1_000_000;
    const decimal MostMoney = 1_000_000_000_000;

    public async Task<EmployerFacts> CheckAsync(EmployerFacts facts, Employer? present, DateOnly today, CancellationToken ct)
    {
        var name = Width.Clean(facts.Name);
        if (name.Length is < 2 or > RegistryTables.NameLength) throw new Refusal($"请填写单位名称，2 至 {RegistryTables.NameLength} 个字。", nameof(facts.Name));
        var code = await CodeAsync(facts.CreditCode, present, ct);
        if (!IndustryCode.TryParse(facts.IndustryCode, out var industry) || industry.Level == IndustryLevel.Section || !(await reference.IndustryNamesAsync(ct)).ContainsKey(industry.Value))
            throw new Refusal("请从行业分类（GB/T 4754-2017）中选择，至少到大类。", nameof(facts.IndustryCode));
        if (facts.EstablishedOn > today) throw new Refusal("成立日期不能晚于今天。", nameof(facts.EstablishedOn));
        Count(facts.Workers, nameof(facts.Workers), "劳动者总人数");
        Count(facts.DispatchedWorkers, nameof(facts.DispatchedWorkers), "劳务派遣人数");
        if (facts.Workers is { } all && present?.ExposedWorkers > all + (facts.DispatchedWorkers ?? 0))
            throw new Refusal($"劳动者总人数与劳务派遣人数之和不能少于已知的接触职业病危害人数（{present.ExposedWorkers} 人）。", nameof(facts.Workers));
        Money(facts.Revenue, nameof(facts.Revenue), "营业收入");
        Money(facts.Assets, nameof(facts.Assets), "资产总额");
        return facts with
        {
            Name = name, CreditCode = code, IndustryCode = industry.Value,
            RegistrationNumber = Text(facts.RegistrationNumber, 40, nameof(facts.RegistrationNumber), "注册号"),
            RegisteredAddress = Text(facts.RegisteredAddress, RegistryTables.AddressLength, nameof(facts.RegisteredAddress), "注册地址"),
            LegalRepresentative = Text(facts.LegalRepresentative, RegistryTables.PersonLength, nameof(facts.LegalRepresentative), "法定代表人"),
            Principal = Text(facts.Principal, RegistryTables.PersonLength, nameof(facts.Principal), "主要负责人"),
            Phone = Phone(facts.Phone, nameof(facts.Phone)),
        };
    }

    /// <summary>
    /// By hand only a code that passes its own check; one that the register brought with a wrong check character stays as
    /// long as it is not touched.
    /// </summary>
    async Task<string?> CodeAsync(string? typed, Employer? present, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var read = UnifiedSocialCreditCode.Check(typed);
        if (read.IsWellFormed && read.Value.Value == present?.CreditCode) return present.CreditCode;
        if (!read.IsValid) throw new Refusal(read.Message + "。", nameof(EmployerFacts.CreditCode));
        var code = read.Value.Value;
        var own = present?.Id ?? Guid.Empty;
        // Unique in the whole city; whose it is elsewhere is not told.
        if (await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(e => e.CreditCode == code && e.Id != own, ct))
            throw new Refusal("该统一社会信用代码已有档案，不能重复建档。", nameof(EmployerFacts.CreditCode));
        return code;
    }

    public static string? Text(string? text, int most, string field, string title)
    {
        var clean = Width.Clean(text);
        return clean.Length == 0 ? null : clean.Length <= most ? clean : throw new Refusal($"{title}不能超过 {most} 个字。", field);
    }

    public static string? Phone(string? text, string field)
    {
        var clean = Width.Clean(text);
        if (clean.Length == 0) return null;
        var digits = clean.Count(char.IsAsciiDigit);
        return digits is >= 7 and <= 15 && clean.Length <= 30 && clean.All(c => char.IsAsciiDigit(c) || c is '-' or ' ' or '+' or '(' or ')')
            ? clean : throw new Refusal("请填写有效的电话号码，如 0371-12345678 或手机号码。", field);
    }

    public static void Count(int? number, string field, string title)
    {
        if (number is < 0 or > MostWorkers) throw new Refusal($"{title}应在 0 至 {MostWorkers} 之间。", field);
    }

    static void Money(decimal? amount, string field, string title)
    {
        if (amount is < 0 or > MostMoney) throw new Refusal($"{title}的数值不合理，单位为万元。", field);
    }
}
