using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Exchange.Adapters;

/// <summary>The adapters, read once from the reference files; another counterpart or another heading is a line there.</summary>
public sealed class AdapterBook(ReferenceFiles files)
{
    public IReadOnlyList<FileAdapter> All { get; } = [.. files.Rows("exchange-adapters.csv").Select(row =>
    {
        var code = row["adapter"]!;
        return new FileAdapter(code, row["resource"]!, row["title"]!, row["counterpart"]!, row["source"]!, row["confidence"]!,
            [.. files.Rows("exchange-adapter-columns.csv").Where(c => c["adapter"] == code).Select(c => new AdapterColumn(
                [c["heading"]!, .. c["aliases"]?.Split('|') ?? []], c["field"], Enum.Parse<Turn>(c["turn"]!), c["role"] switch { "key" => ColumnRole.Key, "version" => ColumnRole.Version, _ => ColumnRole.None }))],
            files.Rows("exchange-adapter-words.csv").Where(w => w["adapter"] == code).ToDictionary(w => (w["field"]!, MappingSpec.Fold(w["theirs"]!)), w => w["ours"]!));
    })];

    public FileAdapter? Find(string? code) => All.FirstOrDefault(a => a.Code == code);
    public IEnumerable<FileAdapter> Of(string resource) => All.Where(a => a.Resource == resource);
}
