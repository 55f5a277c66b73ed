using Zhijian.Modules.Cases;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Serving;

/// <summary>The law of service, read once from reference/service-rules.csv; the calendar is that of the library.</summary>
public sealed class ServingBook(ReferenceFiles files, ReferenceDirectory reference)
{
    readonly IReadOnlyList<CaseRule> rules = CaseBook.Rules(files, "service-rules.csv");

    public async ValueTask<CaseLaw> LawAsync(CancellationToken ct) => new(rules, await reference.CalendarAsync(ct));
}
