using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>A refused sheet as a workbook in which every bad cell is coloured and explained; corrected, it can be uploaded as it is.</summary>
public sealed class ReferenceErrors(FileDesk files, ServerSettings settings)
{
    static readonly FilePurpose Purpose = new("reference-errors", FilePolicy.Sheets, ReferenceDesk.MayPropose, IsPersonal: false);

    /// <param name="sheet">Was judged before; read again from its start.</param>
    /// <returns>The kept file, to be downloaded by those who may propose.</returns>
    public async Task<Guid> KeepAsync(ReferenceTable table, Stream sheet, string fileName, CancellationToken ct)
    {
        var verdict = FileGuard.Inspect(sheet, fileName, FilePolicy.Sheets, ct);
        sheet.Position = 0;
        Directory.CreateDirectory(settings.WorkFolder);
        await using var workbook = new FileStream(Path.Combine(settings.WorkFolder, $"{Guid.CreateVersion7():N}.xlsx"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await table.WriteErrorsAsync(sheet, verdict.Kind!.Value, workbook, ct);
        workbook.Position = 0;
        return await files.SaveAsync(workbook, $"{Path.GetFileNameWithoutExtension(fileName)} 待更正.xlsx", Purpose, null, ct);
    }
}
