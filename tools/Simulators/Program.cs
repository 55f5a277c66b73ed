using System.CommandLine;
using System.Text;
using Zhijian.Simulators;

// Files and messages of the departments that share, without the departments. Never part of the product's path.
var name = new Argument<string>("counterpart") { Description = string.Join(", ", Counterparts.All.Select(c => c.Name)) };
var count = new Option<int>("--count") { DefaultValueFactory = _ => 20, Description = "records" };
var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
var codes = new Option<FileInfo?>("--codes") { Description = "a file of credit codes, one a line; without it they are made up" };
var today = new Option<DateOnly>("--today") { DefaultValueFactory = _ => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)) };
Dice Dice(ParseResult p) => new(p.GetValue(seed), p.GetValue(today), p.GetValue(codes) is { } file ? [.. File.ReadLines(file.FullName).Select(l => l.Trim()).Where(l => l.Length > 0)] : []);

var write = new Command("file", "writes an export of the counterpart to standard output") { name, count, seed, codes, today };
write.SetAction(p =>
{
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(true));
    Counterparts.Of(p.GetValue(name)!).WriteCsv(output, p.GetValue(count), Dice(p));
});

var address = new Option<Uri>("--to") { Required = true, Description = "address of the platform" };
var client = new Option<string>("--client") { Required = true };
var secret = new Option<string>("--secret") { Required = true, Description = "secret of the system" };
var signing = new Option<string>("--signing-secret") { Required = true, Description = "secret of the partner" };
var batch = new Option<string>("--batch") { Required = true };
var sequence = new Option<int>("--sequence") { DefaultValueFactory = _ => 1 };
var send = new Command("send", "sends a signed batch of the counterpart to a platform") { name, count, seed, codes, today, address, client, secret, signing, batch, sequence };
send.SetAction(async (p, ct) =>
{
    var counterpart = Counterparts.Of(p.GetValue(name)!);
    if (counterpart.Resource is null) { Console.Error.WriteLine("This one brings files only."); return 2; }
    using var http = new HttpClient { BaseAddress = p.GetValue(address) };
    var sender = new Sender(http, p.GetValue(signing)!, TimeProvider.System);
    await sender.SignInAsync(p.GetValue(client)!, p.GetValue(secret)!, ct);
    var (status, text) = await sender.SendAsync(counterpart, p.GetValue(batch)!, p.GetValue(sequence), counterpart.Records(p.GetValue(count), Dice(p)), ct);
    Console.WriteLine($"{status} {text}");
    return status == 200 ? 0 : 1;
});
return await new RootCommand("Stand-ins for the systems of other departments") { write, send }.Parse(args).InvokeAsync();
