import t from 'tap'
import { networkOf } from '../../src/access/rate-limit.ts'

t.test('an address of IPv6 counts by its network, however it is written', async (t) => {
  const network = networkOf('2001:db8:1:2:3:4:5:6')
  t.equal(network, '2001:db8:1:2')
  t.equal(networkOf('2001:0DB8:0001:0002::1'), network)
  t.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
  t.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0')
  t.equal(networkOf('::1'), '0:0:0:0')
})

t.test('an address of IPv4 counts for itself', async (t) => {
  t.equal(networkOf('192.0.2.7'), '192.0.2.7')
  t.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
})
