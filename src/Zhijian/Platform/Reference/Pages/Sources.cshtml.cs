using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class SourcesModel(ReferenceFiles files) : PageModel
{
    public IReadOnlyList<CsvRow> Rows => files.Rows("source-keys.csv");
}
