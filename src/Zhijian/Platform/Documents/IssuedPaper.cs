using System.Security.Cryptography;

namespace Zhijian.Platform.Documents;

/// <summary>
/// What is known of a paper once it counts. Nothing in it changes afterwards: authority and seal are as they were on that day,
/// whatever the authority is called later.
/// </summary>
/// <param name="Kind">Code of the <see cref="PaperForm"/>.</param>
/// <param name="Number">The official number with its brackets, for instance 郑安监罚〔2018〕1号.</param>
/// <param name="Authority">Name of the issuing authority on the day of issue.</param>
/// <param name="SealText">What its seal said on that day.</param>
/// <param name="IssuedOn">Date printed on the paper (Asia/Shanghai).</param>
/// <param name="Docx">Fingerprint of the .docx.</param>
/// <param name="Pdf">Fingerprint of the .pdf; null where PDF is not turned on.</param>
/// <param name="Code">Printed on the paper, in words and as a QR code.</param>
public sealed record IssuedPaper(string Kind, string Title, string Number, string Authority, string SealText, DateOnly IssuedOn, PaperHash Docx, PaperHash? Pdf, VerificationCode Code)
{
    /// <summary>Whether a file somebody holds is this paper, byte for byte.</summary>
    public bool Is(ReadOnlySpan<byte> file) => PaperHash.Of(file) is var hash && (hash == Docx || hash == Pdf);
}

/// <summary>SHA-256 of a file, in 64 small hexadecimal digits.</summary>
public readonly record struct PaperHash(string Hex)
{
    public static PaperHash Of(ReadOnlySpan<byte> file) => new(Convert.ToHexStringLower(SHA256.HashData(file)));

    public override string ToString() => Hex;
}
