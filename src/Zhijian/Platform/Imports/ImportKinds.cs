using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports;

/// <summary>Every table that can be imported, as the rooms of the house declare them.</summary>
public sealed class ImportKinds(IEnumerable<IImportKind> kinds)
{
    public IReadOnlyList<IImportKind> All { get; } = [.. kinds.OrderBy(k => k.Key, StringComparer.Ordinal)];

    public IImportKind Of(string key) => All.SingleOrDefault(k => k.Key == key) ?? throw new NotFoundException();

    /// <summary>Those that the viewer may import.</summary>
    public IReadOnlyList<IImportKind> For(IViewer viewer) => [.. All.Where(k => viewer.May(k.Permission))];

    /// <exception cref="ForbiddenException">The viewer may not import this table.</exception>
    public IImportKind Of(string key, IViewer viewer)
    {
        var kind = Of(key);
        // The platform itself, at the command line, sees everything and holds no permission.
        return viewer.Scope.All || viewer.May(kind.Permission) ? kind : throw new ForbiddenException();
    }
}

/// <summary>For what files of imports are kept. A sheet may hold anything, so it is read by those who may import it, and reading is noted.</summary>
static class ImportFiles
{
    public static FilePurpose Sheet(IImportKind kind) => new("import", FilePolicy.Sheets, kind.Permission, IsPersonal: true);
    public static FilePurpose Errors(IImportKind kind) => new("import-errors", FilePolicy.Sheets with { MaxBytes = 2 * FilePolicy.Sheets.MaxBytes }, kind.Permission, IsPersonal: true);
}
