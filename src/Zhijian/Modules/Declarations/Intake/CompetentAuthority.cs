using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>Whose authority has a declaration (order 48 Art 4).</summary>
public sealed class CompetentAuthority(ZhijianDb db, Jurisdiction jurisdiction, DivisionDirectory divisions)
{
    /// <summary>The original authority (Art 8–9) as long as the workplace still lies in its area; else whose the matter is today.</summary>
    /// <param name="original">Authority of the version in force, for a change or a cancellation.</param>
    /// <returns>Code of its division.</returns>
    public async ValueTask<string> OfAsync(WorkplaceFile file, string? original, DateOnly today, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var place = divisions.Find(file.DivisionCode)!;
        return original is not null && divisions.Find(original) is { } authority && place.Path.StartsWith(authority.Path, StringComparison.Ordinal) ? original
            : Jurisdiction.SupervisorOf(await jurisdiction.RulesAsync(ct), Matters.Declaration, file.OwnershipLevel, place, today);
    }
}
