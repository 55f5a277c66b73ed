using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>
/// Raises duties by itself: a file that now says other than the declaration that counts (order 48 Art 8(3)), a factor that a report
/// knows and the declaration does not (Art 8(4)), an end of production (Art 9), and whatever other modules call for.
/// </summary>
sealed class DeclarationTriggers(ZhijianDb db, Viewer viewer, WorkplaceFacts facts, FactorCatalogue catalogue, DeclarationDues dues)
    : IHandleNow<EmployerChanged>, IHandleNow<DeclarationCalledFor>
{
    static readonly string[] Named =
    [
        nameof(Employer.Name), nameof(Employer.LegalRepresentative), nameof(Employer.Principal), $"{nameof(Workplace)}.{nameof(Workplace.Address)}", $"{nameof(Workplace)}.{nameof(Workplace.DivisionCode)}",
    ];
    static readonly string[] Reports = ["report", "monitoring"];

    public async Task HandleAsync(DeclarationCalledFor called, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var declared = await InForceAsync(called.EmployerId, ct);
        if (DeclarationDues.KindOf(called.Trigger) == DeclarationKind.Initial || called.WorkplaceId is not null)
        {
            // A new site of an employer that declared others, or one that never declared: the duty is an initial one.
            var known = called.WorkplaceId is { } id && declared.Any(d => d.WorkplaceId == id);
            var trigger = known || called.Trigger == DeclarationTrigger.HazardFound ? called.Trigger : DeclarationTrigger.HazardFound;
            if (called.Trigger == DeclarationTrigger.HazardFound && known) return;
            if (called.Trigger == DeclarationTrigger.ProductionEnded && !known) return;
            await dues.ArisesAsync(change, called.EmployerId, called.WorkplaceId, trigger, called.On, called.Cause, ct);
            return;
        }
        foreach (var declaration in declared)
            await dues.ArisesAsync(change, called.EmployerId, declaration.WorkplaceId, called.Trigger, called.On, called.Cause, ct);
    }

    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (changed.Source.StartsWith("declaration", StringComparison.Ordinal)) return;
        var named = changed.Fields.Any(Named.Contains);
        var ended = changed.Fields.Any(f => f is nameof(Employer.Status) or "Workplace.Status");
        var exposed = changed.Fields.Contains(nameof(Exposure)) && Reports.Contains(changed.Source.Split(':')[0]);
        if (!named && !ended && !exposed) return;
        using var _ = viewer.ActAsPlatform();
        foreach (var declaration in await InForceAsync(changed.EmployerId, ct))
        {
            if (await facts.FindAsync(declaration.WorkplaceId, ct) is not { } file) continue;
            if (ended && file.Status is EmployerStatus.Closed or EmployerStatus.Cancelled or EmployerStatus.Revoked)
                await dues.ArisesAsync(change, changed.EmployerId, declaration.WorkplaceId, DeclarationTrigger.ProductionEnded, changed.On, $"档案状态：{file.Status.ChineseName()}", ct);
            else if (named && Differences(declaration, file) is { Count: > 0 } differ)
                await dues.ArisesAsync(change, changed.EmployerId, declaration.WorkplaceId, DeclarationTrigger.RegisteredFactChanged, changed.On, string.Join("；", differ), ct);
            if (exposed && await UndeclaredAsync(declaration, ct) is { Count: > 0 } missing)
                await dues.ArisesAsync(change, changed.EmployerId, declaration.WorkplaceId, DeclarationTrigger.TestDiffers, changed.On, $"检测发现未申报的因素：{string.Join("、", missing)}", ct);
        }
    }

    Task<List<HazardDeclaration>> InForceAsync(Guid employerId, CancellationToken ct) =>
        db.Set<HazardDeclaration>().AsNoTracking().Where(d => d.EmployerId == employerId && d.IsInForce).ToListAsync(ct);

    static List<string> Differences(HazardDeclaration declared, WorkplaceFile file)
    {
        var differ = new List<string>();
        Compare("名称", declared.EmployerName, file.EmployerName);
        Compare("法定代表人", declared.LegalRepresentative, file.LegalRepresentative);
        Compare("主要负责人", declared.PrincipalPerson, file.Principal);
        Compare("工作场所地址", declared.WorkplaceAddress, file.WorkplaceAddress);
        return differ;

        void Compare(string title, string? before, string? now)
        {
            if (now is { Length: > 0 } && before?.Trim() != now.Trim()) differ.Add($"{title}：{before ?? "（无）"} → {now}");
        }
    }

    async Task<List<string>> UndeclaredAsync(HazardDeclaration declaration, CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        var declared = (await db.Set<DeclaredHazard>().Where(r => r.DeclarationId == declaration.Id).Select(r => r.FactorCode).Distinct().ToListAsync(ct)).ToHashSet();
        return [.. (await facts.ExposuresAsync(declaration.WorkplaceId, ct)).Where(k => Reports.Contains(k.Source.Split(':')[0]))
            .Select(k => factorOf(k.FactorCode)).OfType<FactorFact>().Where(f => !declared.Contains(f.Code)).Select(f => f.Name).Distinct()];
    }
}
